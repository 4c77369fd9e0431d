/**
 * Address arithmetic as plain Java: what is an address, what a block, which ranges of it can be
 * given out. Hides the address library; everything that is not canonical stops here, with a
 * sentence that says what to write instead.
 */
package dev.postern.ip.address;
