/**
 * The main job, shown before your eyes: a container is created, its owner gets a mail, the mailed
 * password logs in, and after a reset only the new one does.
 */
package dev.postern.local.smoketest;
