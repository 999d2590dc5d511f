/** What the API serves, as documents that clients find it by: both forms of discovery. */
@NullMarked
package io.gantry.server.discovery;

import org.jspecify.annotations.NullMarked;
