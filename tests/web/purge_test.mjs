// What web/purge.mjs may leave out of a stylesheet, and what it must keep.
import assert from 'node:assert/strict';
import { purge, words_of } from '../../web/purge.mjs';

const tests = {
  a_rule_for_a_class_no_page_names_is_left_out() {
    assert.equal(kept('.card{color:red}.carousel{color:blue}'), '.card{color:red}');
  },
  a_rule_for_a_widget_no_page_has_is_left_out() {
    assert.equal(kept('[data-calendar]{color:red}a[href]{color:red}'), 'a[href]{color:red}');
  },
  of_several_selectors_only_the_known_stay() {
    assert.equal(kept('.card,.carousel,a:hover{color:red}'), '.card,a:hover{color:red}');
  },
  a_media_block_that_becomes_empty_goes() {
    assert.equal(kept('@media print{.carousel{color:red}}@media print{.card{color:red}}'),
      '@media print{.card{color:red}}');
  },
  braces_and_semicolons_in_strings_and_urls_end_nothing() {
    const rule = '.card{content:"};";background:url(data:image/svg+xml;utf8,x)}';
    assert.equal(kept(rule), rule);
  },
  a_class_inside_not_need_not_exist() {
    assert.equal(kept('.card:not(.carousel){color:red}'), '.card:not(.carousel){color:red}');
  },
  an_escaped_class_is_compared_without_its_backslash() {
    assert.equal(purge('.w-1\\/2{color:red}', new Set(['w-1/2'])), '.w-1\\/2{color:red}');
  },
  a_custom_property_nobody_reads_goes_and_then_what_only_it_read() {
    assert.equal(kept(':root{--a:1;--b:var(--a);--c:2}.card{color:var(--c)}'), ':root{--c:2}.card{color:var(--c)}');
  },
  an_animation_nobody_names_goes() {
    assert.equal(kept('@keyframes spin{to{rotate:1turn}}@keyframes blink{to{opacity:0}}.card{animation:spin 1s}'),
      '@keyframes spin{to{rotate:1turn}}.card{animation:spin 1s}');
  },
};

function kept(css) {
  return purge(css, words_of(['<div class="card">']));
}

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    test();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${name}: ${error.message}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
