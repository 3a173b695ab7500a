// What only whoever is signed in needs: a citizen's first page stays light without it.
import { counter } from './_counter.js';
import { show_step_of_now } from './_diagram.js';
import { keys_of_buttons, keys_of_pages } from './_keys.js';

keys_of_pages();
keys_of_buttons();
counter();
show_step_of_now();
