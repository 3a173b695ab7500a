// Pages work without script; what is here only improves them.
import { counter } from './_counter.js';
import { show_step_of_now } from './_diagram.js';
import { keep_drafts } from './_draft.js';
import { keys_of_buttons, keys_of_pages } from './_keys.js';
import { refresh_by_itself } from './_refresh.js';
import { shrink_photos } from './_photos.js';
import { offer_copying, offer_printing } from './_offers.js';
import { keep_what_was_typed } from './_typed.js';

keep_drafts();
keep_what_was_typed();
shrink_photos();
offer_copying();
offer_printing();
keys_of_pages();
keys_of_buttons();
counter();
refresh_by_itself();
show_step_of_now();
