/** The images of the services: a lint of their Dockerfiles, and a build where an engine answers. */
package dev.postern.deploy.images;
