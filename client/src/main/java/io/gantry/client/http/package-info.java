/** The client over HTTP, for programs that are not in the API server's process. */
@NullMarked
package io.gantry.client.http;

import org.jspecify.annotations.NullMarked;
