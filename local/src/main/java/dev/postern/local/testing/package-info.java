/** The summary of {@code ./postern test}. */
package dev.postern.local.testing;
