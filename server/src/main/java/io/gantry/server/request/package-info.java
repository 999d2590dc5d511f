/** What is known of a request before anything is done for it: who asks, what for, and whether that is allowed. */
@NullMarked
package io.gantry.server.request;

import org.jspecify.annotations.NullMarked;
