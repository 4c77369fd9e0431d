/**
 * The menu of an account's login, in plain Java: what it shows and what a typed line means. Hides
 * nothing of SSH; the session feeds it lines and sizes.
 */
package dev.postern.gateway.menu;
