/**
 * The judge of a cut: a second reading of ISO/IEC 14496-12, slow and simple, that shares no code with the engine.
 * It expands every table to one record per sample, decides for itself where a cut has to begin, and names what is wrong.
 */
package io.github.tsmp4java.judge;
