#include "cli/run.h"

int main(int argc, char** argv) { return gouji::run(argc, argv); }
