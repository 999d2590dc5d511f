/** What is known of an API type and its fields: the annotations on the records, and the tables generated from them. */
@NullMarked
package io.gantry.api.schema;

import org.jspecify.annotations.NullMarked;
