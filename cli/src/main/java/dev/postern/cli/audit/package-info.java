/** {@code ./postern audit}: each verb asks the library {@code audit/} and prints its answer. */
package dev.postern.cli.audit;
