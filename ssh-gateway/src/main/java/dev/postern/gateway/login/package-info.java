/**
 * What a login names: the grammar of {@code ACCOUNT}, {@code CONTAINER-ACCOUNT} and {@code
 * CONTAINER}, in plain Java; and who may log in at all: the look-up of an offered key, and the
 * banner for one that is not registered.
 */
package dev.postern.gateway.login;
