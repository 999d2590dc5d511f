/** OpenTelemetry spans of requests. Nothing of this is loaded unless {@code --tracing-config-file} is given. */
@NullMarked
package io.gantry.server.tracing;

import org.jspecify.annotations.NullMarked;
