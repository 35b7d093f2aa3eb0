package io.trivet.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key of the description means, for the error that asks for it and for the JSON Schema that editors read. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {
    /** One sentence without a final full stop. */
    String value();

    /** A value that a reader could type; empty where the type says enough. */
    String example() default "";
}
