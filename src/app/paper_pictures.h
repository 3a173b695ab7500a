// Uploaded papers seen as pictures of their pages, so that nobody has to open a stranger's file on their own machine.
// The pictures are drawn when they are asked for, by poppler in a confined process, and kept nowhere. A paper that
// cannot be drawn (broken, locked with a password, made to exhaust) is said to be so, and can still be downloaded.
#pragma once

#include "app/program.h"
#include "work/dossier/paper_pages.h"

namespace congvu::app {

// What the room of dossiers asks. The program must outlive it. Any thread; a few are drawn at once, others wait.
dossier::PaperPictures paper_pictures(Program&);

}  // namespace congvu::app
