/** How often passwords may be reset. Hides the arithmetic of the sliding hour. */
package dev.postern.credential.limits;
