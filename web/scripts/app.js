// Pages work without script; what is here only improves them.
import { keep_drafts } from './_draft.js';
import { offer_copying, offer_printing } from './_offers.js';

keep_drafts();
offer_copying();
offer_printing();
