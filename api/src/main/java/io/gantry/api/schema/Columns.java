package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The columns of a kind. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface Columns {
    Column[] value();
}
