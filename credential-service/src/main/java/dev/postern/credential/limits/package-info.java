/** How often something may be asked for. Plain Java; hides the arithmetic of the sliding hour. */
package dev.postern.credential.limits;
