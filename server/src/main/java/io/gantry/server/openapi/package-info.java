/** The API's description for clients: OpenAPI v3, a document for each group and version, and v2 in one. */
@NullMarked
package io.gantry.server.openapi;

import org.jspecify.annotations.NullMarked;
