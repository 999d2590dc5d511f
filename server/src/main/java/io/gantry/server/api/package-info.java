/** The API over HTTP: paths, verbs, media types, watches and errors as Kubernetes' clients expect them. */
@NullMarked
package io.gantry.server.api;

import org.jspecify.annotations.NullMarked;
