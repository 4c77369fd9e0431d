/** What work that no request waits for stands on: pauses, Vert.x contexts, and a leader. */
package dev.postern.background;
