/**
 * What the command line tells programs: records that are printed as JSON, each name and type of them by
 * docs/output.schema.json. What is added later changes no name that is there.
 */
package io.github.tsmp4java.cli.report;
