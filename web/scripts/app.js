// Pages work without script; what is here only improves them.
import { keep_drafts } from './_draft.js';
import { refresh_by_itself } from './_refresh.js';
import { shrink_photos } from './_photos.js';
import { offer_copying, offer_printing } from './_offers.js';
import { keep_what_was_typed } from './_typed.js';

keep_drafts();
keep_what_was_typed();
shrink_photos();
offer_copying();
offer_printing();
refresh_by_itself();
