/**
 * What a login names: the grammar of {@code ACCOUNT}, {@code CONTAINER-ACCOUNT} and {@code
 * CONTAINER}, in plain Java, and the sentence for a login that leads nowhere.
 */
package dev.postern.gateway.login;
