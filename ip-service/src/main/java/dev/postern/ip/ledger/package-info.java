/**
 * The ledger: who held which address, and when. A tenure is opened and ended, never changed or
 * removed, and the database refuses two at one moment for one address.
 */
package dev.postern.ip.ledger;
