/** Reads and writes API objects as JSON, YAML, protobuf and generic trees, all by the types' field tables. */
@NullMarked
package io.gantry.api.codec;

import org.jspecify.annotations.NullMarked;
