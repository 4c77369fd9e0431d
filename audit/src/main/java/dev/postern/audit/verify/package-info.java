/**
 * Whether what must always be true was true: each invariant is a class that looks at every event
 * once and says where it was broken.
 */
package dev.postern.audit.verify;
