/**
 * Start caches: archives of a JVM's loaded classes (class data sharing, JEP 350), with which it
 * starts in half of the time. The first run records them when it ends; every start after it uses
 * them. No start depends on one: what is missing, damaged or of something else is recorded again.
 */
package dev.postern.local.startcache;
