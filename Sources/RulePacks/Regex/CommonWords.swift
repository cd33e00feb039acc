/// How often common English words stand in the answers of language models.
///
/// Counted in the 80 models' outputs of tatsu-lab/alpaca_eval (CC BY-NC 4.0; the counts are facts about them).
/// Only used to choose which of a pattern's required texts is looked for; results do not depend on it.
enum CommonWords {
  /// Up to 25 letters in one number, five bits each.
  private typealias Key = UInt128
  private static let longest = 25

  /// Occurrences in a million bytes of the word of the lower-case letters `start..<end` of a text; nil for words that
  /// are rarer than the list goes.
  static func perMillionBytes(_ text: [UInt8], _ start: Int, _ end: Int) -> Double? {
    key(text, start, end).flatMap { counts.words[$0] }
  }

  /// Occurrences in a million bytes of the words on the list that begin with these letters.
  static func perMillionBytes(beginningWith text: [UInt8], _ start: Int, _ end: Int) -> Double {
    key(text, start, end).flatMap { counts.prefixes[$0] } ?? 0
  }

  private static func key(_ text: [UInt8], _ start: Int, _ end: Int) -> Key? {
    guard end - start <= longest else { return nil }
    var result: Key = 0
    var index = start
    while index < end {
      result = result << 5 | Key(text[index] & 31)
      index += 1
    }
    return result
  }

  private static let counts: (words: Table, prefixes: Table) = {
    var words = Table()
    var prefixes = Table()
    var key: Key = 0
    var beginnings: [Key] = []
    var count = 0
    // A space ends the last count, too.
    for byte in list.utf8 + [0x20] {
      switch byte {
      case 0x61...0x7A:
        key = key << 5 | Key(byte & 31)
        beginnings.append(key)
      case 0x30...0x39: count = count * 10 + Int(byte & 15)
      default:
        guard count > 0 else { continue }
        words.add(Double(count), to: key)
        for beginning in beginnings { prefixes.add(Double(count), to: beginning) }
        (key, count) = (0, 0)
        beginnings.removeAll(keepingCapacity: true)
      }
    }
    return (words, prefixes)
  }()

  /// Sums by key, in a table with open addressing: a dictionary, whose hash withstands any keys, took most of the time
  /// that counting the frequencies of a pack's texts took.
  private struct Table {
    /// Of the number of places, which is well above that of keys: 700 words have 2,206 beginnings.
    private static let bits = 12
    /// 0, the word without letters, stands for a free place.
    private var keys = [Key](repeating: 0, count: 1 << bits)
    private var sums = [Double](repeating: 0, count: 1 << bits)

    private func place(_ key: Key) -> Int {
      let folded = UInt64(truncatingIfNeeded: key) ^ UInt64(truncatingIfNeeded: key >> 64)
      var place = Int((folded &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.bits))
      while keys[place] != key, keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
      return place
    }

    mutating func add(_ amount: Double, to key: Key) {
      let place = place(key)
      keys[place] = key
      sums[place] += amount
    }

    subscript(_ key: Key) -> Double? {
      let place = place(key)
      return keys[place] == key && key != 0 ? sums[place] : nil
    }
  }

  private static let list = """
    the 8127 and 5823 a 4343 to 4323 of 3600 in 2316 is 1754 for 1710 that 1332 or 1329 you 1253 with
    1239 s 1171 it 1152 can 1136 your 1105 as 965 on 951 this 902 are 869 be 783 i 653 by 633 have 544
    from 493 their 465 if 461 an 450 not 388 more 381 we 374 they 358 use 324 time 312 which 303 such
    302 will 300 here 294 at 285 like 277 help 277 these 276 some 268 other 262 has 257 also 253 may 251
    was 248 its 246 but 244 about 242 into 230 new 228 our 222 would 217 any 216 make 212 using 212 how
    211 one 209 my 209 them 196 there 195 all 191 while 185 when 184 each 181 t 179 his 177 up 175 data
    171 used 167 world 166 create 163 water 161 number 160 who 157 through 155 provide 152 what 149
    based 149 different 149 x 149 name 147 so 143 need 143 could 143 specific 143 been 136 he 135 over
    135 experience 134 m 133 day 132 people 132 work 131 let 131 learning 130 including 130 information
    130 game 129 where 128 first 127 re 126 well 125 life 125 ai 125 out 124 do 123 important 122 model
    122 way 120 however 120 content 119 find 118 language 118 between 117 social 117 than 117 d 116
    process 116 many 116 system 115 example 115 add 114 might 114 me 111 take 111 during 111 often 111
    making 109 high 108 most 108 c 108 code 107 music 106 sure 105 had 105 then 103 project 103 set 102
    ensure 101 until 100 both 99 cup 98 two 98 development 95 before 95 us 95 known 95 b 94 should 94
    function 94 understanding 93 her 93 light 92 know 92 g 92 key 92 around 92 user 92 e 92 no 91 just
    90 human 89 were 89 include 89 python 89 n 89 power 89 various 89 minutes 88 best 87 without 87 keep
    86 f 86 consider 85 potential 85 good 84 value 84 unique 84 small 83 large 83 get 83 team 82 place
    82 food 81 skills 81 being 81 support 81 own 80 earth 80 technology 80 impact 79 quality 79 love 79
    remember 79 even 78 don 77 cultural 76 questions 76 after 76 ll 75 digital 75 history 75 step 74
    made 73 software 73 energy 73 enjoy 72 few 72 type 72 end 72 down 71 years 71 factors 71 great 71
    text 71 home 70 person 70 design 70 community 70 improve 70 complex 69 city 69 significant 69
    together 68 heat 68 start 68 only 68 health 68 systems 68 management 67 local 67 open 67 company 67
    focus 67 another 66 salt 66 learn 66 back 66 note 65 body 65 want 64 understand 64 resources 64
    several 64 lead 64 within 64 role 64 self 64 am 63 tools 63 now 63 personal 63 overall 63 she 63
    offer 62 future 62 popular 62 right 62 change 62 input 62 research 62 check 61 output 61 common 60
    long 60 environment 60 range 60 performance 60 see 60 industry 59 simple 59 per 59 features 59 state
    58 practice 58 feel 58 return 58 access 58 due 58 better 58 possible 58 art 58 media 57 others 57
    area 57 needs 56 knowledge 56 training 56 space 56 challenges 56 steps 56 must 56 following 56 once
    55 list 55 creating 55 try 55 events 55 strong 55 become 55 natural 55 communication 55 reduce 54
    marketing 54 word 54 share 54 level 54 essential 54 individuals 53 build 53 oil 53 business 53
    always 53 year 53 deep 52 those 52 address 52 experiences 52 look 52 online 52 control 52 r 52 email
    52 tasks 52 film 51 true 51 file 51 side 51 table 51 traditional 51 black 51 writing 51 computer 51
    customer 51 security 50 public 50 approach 50 fresh 50 less 50 chopped 50 program 50 building 50
    related 50 machine 50 likely 49 book 49 values 49 states 49 character 49 problem 49 ve 49 issues 49
    product 49 words 49 elements 49 still 49 additional 49 sense 49 top 49 family 49 remove 49 every 48
    search 48 please 48 same 48 total 48 form 48 develop 48 means 48 stay 48 free 48 ingredients 48
    explore 48 color 47 th 47 source 47 hope 47 air 47 changes 47 areas 47 play 47 service 47 average 47
    does 46 provides 46 part 46 question 46 working 46 paper 46 financial 46 teaspoon 46 ability 46 k 46
    method 46 users 45 identify 45 professional 45 avoid 45 temperature 45 o 45 students 45 culture 45
    left 45 story 45 able 45 low 45 programming 45 characters 45 clear 45 date 44 models 44 given 44
    helps 44 activities 44 services 44 times 44 positive 43 series 43 journey 43 offers 43 solution 43
    answer 43 typically 43 because 43 certain 43 target 43 ground 43 materials 42 growth 42 found 42
    current 42 providing 42 techniques 42 options 42 single 42 hours 42 serve 42 maintain 42 size 42
    position 42 non 42 ways 42 designed 41 amount 41 line 41 needed 41 analysis 41 red 41 easy 41 allows
    41 off 41 real 41 cost 41 american 41 strategies 41 war 41 give 41 necessary 41 choose 41 depending
    41 cat 41 numbers 41 opportunities 40 window 40 available 40 safety 40 next 40 goals 40 j 40
    efficient 40 test 40 hand 40 ideas 40 go 40 individual 40 variety 40 main 40 additionally 40 uses 40
    science 40 pepper 40 relevant 39 follow 39 clean 39 sun 39 audience 39 leading 39 case 39 sugar 39
    effective 39 string 39 multiple 39 friends 39 summary 39 early 39 run 39 yourself 39 field 39
    meaning 39 group 39 too 38 global 38 course 38 instructions 38 further 38 turn 38 education 38
    action 38 com 38 difficult 38 today 38 types 38 platforms 38 point 38 javascript 38 structure 38
    warm 38 points 38 increase 38 sources 38 evidence 37 results 37 heart 37 much 37 market 37
    conditions 37 against 37 idea 37 image 37 prevent 37 player 37 l 37 projects 37 visit 37 plan 37
    video 37 involves 36 behavior 36 economic 36 higher 36 second 36 nature 36 perfect 36 applications
    36 location 36 result 36 ice 36 context 36 document 36 ensuring 36 includes 36 tips 36 united 36
    physical 36 encourage 36 success 36 languages 36 efficiency 35 array 35 why 35 order 35 p 35 title
    35 crucial 35 powerful 35 basic 35 continue 35 present 35 feedback 35 since 35 cook 35 event 34
    environmental 34 attention 34 something 34 under 34 benefits 34 mixture 34 guide 34 https 34 require
    34 instead 34 examples 34 style 34 print 34 called 34 message 34 advanced 34 weather 34 happy 34 job
    34 daily 34 ask 34 network 34 takes 34 taking 34 modern 33 led 33 show 33 children 33 platform 33
    cheese 33 write 33 term 33 actions 33 tool 33 car 33 especially 33 allow 33 provided 33 optional 33
    website 33 progress 33 throughout 33 looking 32 lack 32 french 32 cause 32 reach 32 vary 32
    technologies 32 mix 32 web 32 solutions 32 come 32 living 32 element 32 influence 32 property 32
    surface 32 effectively 32 challenge 32 length 32 government 32 speed 32 players 32 beliefs 32 never
    32 dish 32 across 31 estimate 31 last 31 regular 31 considered 31 medium 31 thinking 31 products 31
    bring 31 quantum 31 very 31 engine 31 methods 31 adjust 31 green 31 break 31 recipe 31 old 31 stress
    31 whether 31 conclusion 31 practices 31 someone 31 him 31 lower 31 approximately 31 mind 30
    requires 30 sauce 30 rather 30 travel 30 works 30 risk 30 calculate 30 climate 30 friendly 30 things
    30 command 30 allowing 30 taste 30 distance 30 class 30 production 30 bowl 30 engaging 30 short 30
    components 30 particularly 30 interest 30 games 30 outputs 30 ball 30 onto 30 general 30 patterns 30
    operations 30 relationships 30 trade 30
    """
}
