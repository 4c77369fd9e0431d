/**
 * Inspects every running container now and then: access keys that changed are written into it, a
 * password that somebody else changed is noticed and left alone, and a container where SSH stays
 * away is told of. Hides when and how often.
 */
package dev.postern.credential.inspection;
