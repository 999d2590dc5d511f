/** The API server as method calls, for what runs in its process. */
@NullMarked
package io.gantry.server.local;

import org.jspecify.annotations.NullMarked;
