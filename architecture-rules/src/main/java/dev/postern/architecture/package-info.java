/**
 * Rules that the classes of every module keep. They name the frameworks' types by text, so that a
 * module is tested without the frameworks that it does not use.
 */
package dev.postern.architecture;
