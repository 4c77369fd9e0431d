/**
 * Classes for {@code RulesTest} to find. Those of {@code left} and {@code right} break the rules on
 * purpose, the ones of names among them; {@code good} keeps them.
 */
package dev.postern.sample;
