/**
 * Which settings each service really has, from its build: a variable in a manifest that no service
 * reads is a mistake, and so is one that is missing.
 */
package dev.postern.deploy.settings;
