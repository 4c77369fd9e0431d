/** States that are said: one enum names them and says what may follow what. */
package dev.postern.gateway.lifecycle;
