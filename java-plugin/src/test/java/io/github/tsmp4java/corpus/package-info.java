/** The engine over many files: every cut is judged, every file's outcome is told. */
package io.github.tsmp4java.corpus;
