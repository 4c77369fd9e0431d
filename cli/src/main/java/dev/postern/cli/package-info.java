/** The client at the command line. Each noun of {@code ./postern} has a package. */
package dev.postern.cli;
