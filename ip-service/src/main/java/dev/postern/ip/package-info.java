/** ip-service: public addresses, who holds them, and that they answer. */
package dev.postern.ip;
