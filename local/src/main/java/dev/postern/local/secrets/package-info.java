/**
 * What is generated once and kept in the data folder: passwords, client secrets, sealing key sets,
 * SSH keys.
 */
package dev.postern.local.secrets;
