def expected = [] as TreeSet
new File(basedir, 'src/main/kotlin/Null.kt').eachLine { line, number ->
    def mark = line.indexOf(' // ')
    if (mark > 0) {
        expected << number + ': ' + line.substring(mark + 4)
    }
}

def actual = [] as TreeSet
new File(basedir, 'build.log').eachLine { line ->
    def error = line =~ /\[ERROR\] .*Null\.kt:(\d+):\d+ (.*)/
    if (error) {
        actual << error[0][1] + ': ' + error[0][2]
    }
}

assert !expected.empty
assert actual == expected
