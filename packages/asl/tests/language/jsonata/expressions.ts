/** Expressions of every kind that jsonata has, on `$i`. */
export const EXPRESSIONS: readonly string[] = String.raw`
$i
$i.n
$i.list
$i.list.n
$i.list[0]
$i.list[-1].n
$i.list[1.9]
$i.list[5]
$i.list[[0,1]]
$i.list[[0..1]].n
$i.list[n > 1].t
$i.list[n = 1]
$i.list[n > 100]
$i.list[]
$i.list[0][]
$i.list.n[]
$i.list[0].n[]
$i.one[]
$i.one.n
$i.one[0]
$i.gone
$i.gone[]
$i.gone.more[0]
$i.nested.a.b
$i.nested.*
$i.nested.*.b
$i.nested.**
$i.**.b
$i.**.n
$i.**
$i.matrix
$i.matrix[0]
$i.matrix[0][1]
$i.matrix.$
$i.matrix.*
$i.matrix.$sum($)
$i.*
$i.list.*
$i."with space"
$i.${'`'}with space${'`'}
$i.list.{"k": n, "v": t}
$i.list{t: n}
$i.list{"all": n}
$i.list{t: $sum(n)}
$i.list{t: $}
$i.list.tags
$i.list.tags[0]
$i.list.(tags[0])
($i.list.tags)[0]
$i.list[0].tags[-1]
$i.list[0].tags[1..2]
$i.list[$count(tags) > 1].n
$i.list[tags = "x"]
$i.list["x" in tags].n
$i.list["nope" in tags].n
$i.list^(n)
$i.list^(>n).n
$i.list^(t, >n).n
$i.list^(>t, n)[0].n
$i.list^(gone).n
$i.list^(tags)
$i.list^(mixed)
$i.list@$x.{"n": $x.n}
$i.list#$p.{"p": $p, "n": n}
$i.list[n>1]#$p.{"p": $p, "n": n}
$i.list#$p[n>1].{"p": $p, "n": n}
$i.list#$p.tags.{"p": $p, "tag": $}
$i.list@$x.tags.{"n": $x.n, "tag": $}
$i.list@$x#$p[$x.n > 1].{"p": $p, "n": $x.n}
$i.list.tags.{"tag": $, "n": %.n}
$i.list.tags[%.n > 1]
$i.list.tags.(%.%.n)
$i.list^(>n)#$p.{"p": $p, "n": n}
$i.list@$x.$i.list@$y[$x.n = $y.n].{"t": $x.t & $y.t}
$i.list@$x{$x.t: $x.n}
[1..3]@$a.[1..3]@$b.($a*$b)
([1..3])@$a.([1..3])@$b.[$a,$b]
$i.list#$p{t: $p}
1 + 2 * 3 - 4 / 2 % 3
-$i.n
-"a"
-$i.gone
1 + "a"
"a" + 1
1 + $i.gone
$i.gone + 1
1/0
[1/0]
0/0
1/0 + 1
1/0 = 1/0
2 > 1
"b" > "a"
"b" >= "b"
1 < "a"
1 <= $i.gone
[1] < 2
true > false
null < 1
1 = 1.0
"1" = 1
[1,2] = [1,2]
{"a": 1, "b": 2} = {"b": 2, "a": 1}
$i.list = $i.list
$i.gone = $i.gone
$i.gone != 1
1 != 2
true and false
true or $error("no")
false and $error("no")
$i.gone or true
[] or [0] or [0, 1]
{} or {"a": 1}
"" or "a"
1 in [1, 2]
[1] in [[1]]
"a" in "a"
$i.gone in [1]
"a" & "b" & 1 & true & null & [1] & {"a": 1}
"a" & $i.gone
1 & 2
1.1 & ""
0.1 + 0.2 & ""
1e21 & ""
$sum & "x"
[1..5]
[1..1]
[5..1]
[1..2, 5, [6], 7..8]
[1.5..2]
[1.."a"]
[$i.gone..3]
[$i.list.n, $i.gone, 9]
[[1, 2], [3]]
[[[1]]]
[]
[$i.matrix]
[$i.list[0].tags]
[1][0]
[1, 2][1]
([1, 2])[0]
{"a": 1, "b": $i.gone, "c": null}
{"a": {"b": [1]}}.a.b
{$i.t: 1}
{"a": 1, "a": 2}
{1: 2}
{$i.gone: 1}
{"__proto__": 1}
{"constructor": 2}.constructor
$i.constructor
$i.__proto__
$i.toString
$i.list.length
{}
{}.a
(1; 2; 3)
()
($x := 5; $x + 1)
($x := 5; ($x := 6); $x)
($x := $y := 2; [$x, $y])
$x
$i.n > 1 ? "big" : "small"
$i.gone ? 1
true ? 1 : 2 ? 3 : 4
$i.n > 100 ? 1
function($x){$x + 1}(2)
($f := function($x){$x * 2}; $f(4))
($f := function($x, $y){$x + $y}; $f(1))
($f := function($n){$n <= 1 ? 1 : $n * $f($n - 1)}; $f(10))
($f := function($n, $acc){$n = 0 ? $acc : $f($n - 1, $acc + $n)}; $f(2000, 0))
($f := λ($x){$x}; $f("l"))
($add := function($x, $y){$x + $y}; $inc := $add(?, 1); $inc(5))
($s := $substring(?, 1, ?); $s("hello", 2))
($first := $substring(?, 0, 1); [$map(["ab", "cd"], $first), $first("xy")])
(function($x)<n:n>{$x})(1)
(function($x)<n:n>{$x})("a")
(function($x)<s-:s>{$x})()
$i.t.(function($x)<s-:s>{$x & "!"})()
function($v){$map($v, $string)}([1, 2])
function($v){$sort($v, function($a, $b){$a > $b})}([2, 1])
function($v){$map($v, function($x){$x})}([1, 2])
function($v){$replace($v, /a/, function($m){"b"})}("aa")
($m := $map(?, $string); $m([1, 2]))
($f := function($g){$g(1)}; $f($string))
($f := function($g){$map([1], $g)}; $f($string))
($c := $uppercase ~> $trim; $c(" a "))
"hello" ~> $uppercase
"hello" ~> $substring(1, 2)
$i.list.n ~> $sum
$i.list.n ~> $map(function($v){$v * 2}) ~> $sum()
1 ~> 2
$gone(1)
sum([1])
gone(1)
$sum(?)(1)
gone(?)
$i.list.(n > 1 ? t : "no")
$i.list.($x := n; $x * 2)
$i.list.$string(n)
$i.list.[n, t]
$i.list.[n]
$i.list.tags.[$]
[$i.list.[n]]
$i.list.(tags)[0]
$i.list[0].$keys()
$i.list.n.($ + 1)
$i.list.(n; t)
$i.matrix.[$]
$i.matrix[$count($) > 1]
$i.list[n][0]
$i.list[t]
$i.list[tags][0].n
$i.list.tags[$ = "x"]
$i.empty
$i.empty[0]
$i.empty.a
[$i.empty]
$i.empty[]
$count($i.empty)
$i.null
$i.null.a
$i.null[0]
$i.list.null
$i.deep.deep.deep.n
/* comment */ 1
"\u00e9\n\"q\""
'single'
1e3
0.5
1 .. 2
a b
(
"open
$i.
$i[
1 +
%
$i.(%)
$i.list.(%.n)
@
$$
*
**
foo
$
`
  .split('\n')
  .filter((line) => line !== '');
