// How a suite says what it found: a line a test, and the exit status. A name given as an argument runs that test alone.
const told = { failed: 0 };

export async function scenario(name, run) {
  const wanted = process.argv.slice(2);
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) return;
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    told.failed += 1;
    process.exitCode = 1;
    console.log(`not ok ${name}`);
    console.log(String(error.stack ?? error).replace(/^/gm, '  '));
  }
}

export function skip(name, why) {
  console.log(`skip ${name}`);
  console.log(`  ${why}`);
}
