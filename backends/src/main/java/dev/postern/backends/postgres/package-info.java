/**
 * A PostgreSQL server as a child process, with one database and one user per service. Hides the
 * first set-up of its folder and what a killed run leaves behind.
 */
package dev.postern.backends.postgres;
