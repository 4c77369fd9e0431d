/**
 * Inspects every running container now and then: writes changed access keys into it, notices a
 * password that was changed in the container and leaves it alone, and reports a container whose SSH
 * stays away. Hides when and how often.
 */
package dev.postern.credential.inspection;
