/** The browser that pages are looked at with: Debian's, without a window. */
package dev.postern.backends.browser;
