/** Events for a SIEM that speaks OCSF (Open Cybersecurity Schema Framework). */
package dev.postern.audit.ocsf;
