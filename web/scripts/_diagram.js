// A drawing larger than its box begins where the work now stands.
export function show_step_of_now() {
  for (const box of document.querySelectorAll('.cv-diagram')) {
    const step = box.querySelector('.is-current');
    if (!step) continue;
    const at = step.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    box.scrollLeft += at.left + at.width / 2 - (frame.left + frame.width / 2);
    box.scrollTop += at.top + at.height / 2 - (frame.top + frame.height / 2);
  }
}
