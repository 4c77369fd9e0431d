/** The one-machine instance, which every command asks unless it is told otherwise. */
package dev.postern.cli.instance;
