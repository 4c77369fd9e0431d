/** Answers as tables for people, and as JSON, JSON lines or CSV for programs. */
package dev.postern.cli.output;
