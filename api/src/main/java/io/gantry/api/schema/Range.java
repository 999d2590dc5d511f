package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least and the most that the field, or each of its elements, may be, where one error speaks of both. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface Range {
    long min();

    long max();

    /** What the error says, where it is not {@code must be between MIN and MAX, inclusive}. */
    String message() default "";
}
