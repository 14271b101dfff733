// Nothing to compile: this target only has the build put the routines and voices beside the program,
// in coach_BuiltInFiles.resources, where Catalog finds them.
//
// In C, since a Swift target with resources is given a source file that imports all of Foundation.
